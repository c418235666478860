# syntax=docker/dockerfile:1
# One image an app: docker build --build-arg APP=storefront --tag sunchak-storefront .
# It holds what the app runs and no more, the operator's commands included (docs/deployment.md).

FROM node:22-slim AS build
WORKDIR /shop
ENV DO_NOT_TRACK=1 NEXT_TELEMETRY_DISABLED=1 TURBO_TELEMETRY_DISABLED=1
# The packages first: they change seldom, and this layer is then kept.
COPY --parents package.json package-lock.json .npmrc apps/*/package.json packages/*/package.json bench/package.json e2e/package.json ./
RUN --mount=type=cache,target=/root/.npm npm ci
COPY . .
RUN npm run generate
ARG APP
RUN npm run build --workspace "apps/${APP:?give it by --build-arg APP=storefront}" \
  && node scripts/collect-runtime.mjs "${APP}" /runtime

FROM node:22-slim
ARG APP
ENV NODE_ENV=production PORT=3000
COPY --from=build /runtime /shop
# Pictures, and what is sent when there is no data platform: the one folder that is written to.
RUN install --directory --owner=1000 --group=1000 /shop/data
# The image's own user, by number, so that a cluster can tell that it is not root.
USER 1000:1000
WORKDIR /shop/apps/${APP}
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
  CMD ["node", "--eval", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Node itself, so that it hears SIGTERM: npm would not pass it on as process 1.
CMD ["node", "dist/server.js"]
