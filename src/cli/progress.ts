import { Presets, SingleBar } from 'cli-progress'

/** Shows the progress of a long task, its rate and the time left; nothing if the output is not a terminal. */
export interface ProgressBar {
  update(step: string, done: number, total: number): void
  stop(): void
}

/** @param unit name of the counted things, in the plural */
export function progressBar(unit: string): ProgressBar {
  const bar = new SingleBar(
    {
      format: `{step} [{bar}] {percentage}% | {value}/{total} ${unit} | {rate}/s | {eta_formatted} left`,
      etaBuffer: 200,
      hideCursor: true,
      noTTYOutput: false,
      clearOnComplete: true,
    },
    Presets.shades_classic,
  )
  let startedAt = 0
  let startedStep = ''
  return {
    update(step, done, total) {
      if (step !== startedStep) {
        startedAt = performance.now()
        startedStep = step
        bar.stop()
        bar.start(total, done, { step, rate: 0 })
      }
      const seconds = (performance.now() - startedAt) / 1000
      bar.setTotal(total)
      bar.update(done, { step, rate: seconds > 0 ? Math.round(done / seconds) : 0 })
    },
    stop: () => bar.stop(),
  }
}
