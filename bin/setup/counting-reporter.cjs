'use strict';
/**
 * mocha's `spec` reporter that also writes what it counted to the file named by SENTILAB_TEST_COUNTS, so that the last
 * line of `npm test` is made of mocha's own numbers.
 */
const fs = require('node:fs');
const Mocha = require('mocha');

module.exports = class CountingReporter extends Mocha.reporters.Spec {
  /**
   * @param {import('mocha').Runner} runner
   * @param {import('mocha').MochaOptions} options
   */
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
      const file = process.env['SENTILAB_TEST_COUNTS'];
      if (file) fs.writeFileSync(file, JSON.stringify({ passes, failures, pending }));
    });
  }
};
