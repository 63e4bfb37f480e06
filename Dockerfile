# syntax=docker/dockerfile:1

# Node.js 22.14 or later, for which SQLite brings its binary.
ARG NODE_IMAGE=node:24.21.0-bookworm-slim
FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci
COPY tsconfig.json openapi.yaml ./
COPY migrations migrations
COPY fonts fonts
COPY seed seed
COPY src src
COPY docs docs
COPY README.md CHANGELOG.md SECURITY.md NOTICE.md LICENSE ./
# The image has the files of the package, and the packages of the lock file.
RUN npm run build && npm prune --omit=dev && npm pack && tar -xzf conflict-facts-*.tgz && mv node_modules package/

FROM ${NODE_IMAGE}
LABEL org.opencontainers.image.title="Conflict Facts" org.opencontainers.image.licenses="MIT AND CC-BY-4.0"
ENV NODE_ENV=production HOST=0.0.0.0 METRICS_HOST=0.0.0.0 PORT=3000 DATABASE_FILE=/data/conflict-facts.sqlite
WORKDIR /app
COPY --from=build /app/package ./
# All that is ever written: the rest may be read-only.
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/src/cli/main.js", "serve"]
