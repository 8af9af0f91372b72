// `npm run import|demo|backup|…`: the command named first, with a Node that runs TypeScript, installed where needed.
import { findNode, installPackages, runWith } from './install.mjs';

const [name, ...rest] = process.argv.slice(2);
installPackages();
process.exit(runWith(findNode(), [`${name?.includes('/') ? '' : 'src/server/commands/'}${name}.ts`, ...rest]));
