# The worker, from the built package. Debian, not Alpine: Temporal's native core needs glibc.
# The tag names one version of Node and of Debian; its digest is to be added by whoever can ask the registry for it.
FROM node:20.20.2-bookworm-slim AS build
WORKDIR /source
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build
# What the package does not contain is native. Temporal's core comes for five platforms, of which one stays.
WORKDIR /source/dist
RUN npm install --omit=dev \
  && cd node_modules/@temporalio/core-bridge/releases \
  && ls -d "$(uname -m)-unknown-linux-gnu" \
  && find . -mindepth 1 -maxdepth 1 ! -name "$(uname -m)-unknown-linux-gnu" -exec rm -r {} +

FROM node:20.20.2-bookworm-slim
# git, with ssh and certificates for a remote repository.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends ca-certificates git openssh-client \
  && rm -rf /var/lib/apt/lists/*
COPY --from=build /source/dist /opt/showrunner
# Any command: docker compose exec worker showrunner status
RUN ln -s /opt/showrunner/bin/showrunner.cjs /usr/local/bin/showrunner
ENV NODE_ENV=production
# The worker's state can be rebuilt. A named volume mounted here inherits this owner.
WORKDIR /app
RUN mkdir .showrunner && chown node:node .showrunner
USER node
CMD ["node", "/opt/showrunner/lib/worker.mjs"]
