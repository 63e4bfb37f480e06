import { readFileSync } from 'node:fs'

/** Linux counts in this many a second towards programs, whatever its clock runs at (USER_HZ). */
const ticksPerSecond = 100

/**
 * CPU time that another process has used in all its threads, in ms; undefined where the system does not tell, as only
 * Linux does, or the process is gone. Read from `/proc/[pid]/stat`, proc_pid_stat(5): utime and stime.
 */
export function cpuTimeOf(pid: number): number | undefined {
  try {
    // The name of the program, in brackets, may hold anything.
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ')
    const [utime, stime] = [Number(fields[11]), Number(fields[12])]
    return Number.isFinite(utime + stime) ? ((utime + stime) * 1000) / ticksPerSecond : undefined
  } catch {
    return undefined
  }
}
