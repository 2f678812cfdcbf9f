// npm start: opens the examples in VS Code with the extension in it. On a fresh clone it installs what it needs first.
import { fileURLToPath } from 'node:url';
import { install } from '../setup.mjs';

install();
const { require } = await import('tsx/cjs/api');
require('./start.ts', fileURLToPath(import.meta.url));
