# The worker. Debian, not Alpine: Temporal's native core needs glibc.
FROM node:20.20.2-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM node:20.20.2-bookworm-slim
# git reads the repository, ssh and certificates reach a remote one.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends ca-certificates git openssh-client \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
ENV NODE_ENV=production
COPY --from=dependencies /app/node_modules ./node_modules
COPY . .
# What the worker remembers on disk can be rebuilt; a named volume mounted here takes over this owner.
RUN mkdir .showrunner && chown node:node .showrunner
USER node
CMD ["node", "--import", "tsx", "worker/main.ts"]
