#!/usr/bin/env node
'use strict';
// Old syntax: an older Node must get as far as the sentence about its age.
function toNumber(version) {
  var parts = version
    .replace(/^[^0-9]*/, '')
    .split('.')
    .map(Number);
  return parts[0] * 1e6 + parts[1] * 1e3 + parts[2];
}

var least = require('../package.json').engines.node;
if (toNumber(process.versions.node) < toNumber(least)) {
  console.error(
    'showrunner: Node ' +
      process.versions.node +
      ' is too old, as Showrunner needs ' +
      least +
      ': install the current LTS from https://nodejs.org, and start again',
  );
  process.exit(1);
}

var nodeModule = require('node:module');
// Compiled code is kept between runs, from Node 22 on.
if (nodeModule.enableCompileCache) nodeModule.enableCompileCache();
import('../lib/showrunner.mjs');
