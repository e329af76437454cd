/** Something that the person at the terminal can do something about: the message says what, and no stack follows. */
class DeployError extends Error {
  name = 'DeployError';
}

module.exports = { DeployError };
