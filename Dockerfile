# The headless program. compose.yaml runs it; "Docker" in README.md says how.
FROM node:24-slim AS build
WORKDIR /app
COPY . .
# Runs the build too, through the script "prepare".
RUN npm ci

# The program is bundled into out/, so no node_modules are needed to run it.
FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/scripts/asl-monitor.mjs scripts/
COPY --from=build /app/out out/
# Holds config.yaml; history.db, incidents/ and logs/ are written beside it.
RUN install -d -o node -g node /data
USER node
VOLUME /data
STOPSIGNAL SIGTERM
# No EXPOSE: the dashboard is for loopback only, and published ports do not lead there.
CMD ["node", "scripts/asl-monitor.mjs", "--config", "/data/config.yaml"]
