const { TestEnvironment } = require('jest-environment-node');

/** Leaves out what comes after the first failure of a file: one is enough to kill a mutant. */
class OneFailureEnvironment extends TestEnvironment {
  hasFailed = false;

  handleTestEvent({ name, test }) {
    if (name === 'test_fn_failure' || name === 'hook_failure') this.hasFailed = true;
    if (name === 'test_start' && this.hasFailed) test.mode = 'skip';
  }
}

module.exports = OneFailureEnvironment;
