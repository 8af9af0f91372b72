// `npm start`: from a fresh clone to an address. Installs, builds, serves; each step only where it is needed.
import { spawn } from 'node:child_process';
import { buildPages, findNode, installPackages } from './install.mjs';

installPackages();
const node = findNode();
buildPages(node);
const server = spawn(node, ['src/server/commands/serve.ts', ...process.argv.slice(2)], { stdio: 'inherit' });
// The server closes its database by itself; we only wait for it to have done so.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => server.kill(signal));
server.on('exit', (code, signal) => process.exit(code ?? (signal ? 0 : 1)));
