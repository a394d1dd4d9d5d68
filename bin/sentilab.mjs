#!/usr/bin/env node
// The entry of every npm script. Its syntax is old on purpose: an old Node must get as far as the message.
var version = process.versions.node.split('.').map(Number);
if (Number(version[0]) < 20 || (Number(version[0]) === 20 && Number(version[1]) < 19)) {
  console.error('Error: sentilab needs Node 20.19 or newer. Got ' + process.versions.node + '.');
  console.error('Fix: install it from https://nodejs.org, or: nvm install 22.');
  process.exitCode = 1;
} else {
  import('./setup/start.mjs')
    .then(function (setup) {
      return setup.start(process.argv.slice(2));
    })
    .then(function (code) {
      process.exitCode = code;
    })
    .catch(function (error) {
      console.error(process.argv.includes('--verbose') ? error : String(error));
      process.exitCode = 1;
    });
}
