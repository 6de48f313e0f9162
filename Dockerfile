# The worker. Debian, not Alpine: Temporal's native core needs glibc.
FROM node:20.20.2-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM node:20.20.2-bookworm-slim
# git, with ssh and certificates for a remote repository.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends ca-certificates git openssh-client \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
ENV NODE_ENV=production
COPY --from=dependencies /app/node_modules ./node_modules
COPY . .
# The worker's state can be rebuilt. A named volume mounted here inherits this owner.
RUN mkdir .showrunner && chown node:node .showrunner
USER node
CMD ["node", "--import", "tsx", "worker/main.ts"]
