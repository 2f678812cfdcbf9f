// node:assert/strict for the worker: the same as a package.
import assert from 'assert';

export default assert.strict;
