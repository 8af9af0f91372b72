// `npm run dev`: the same backend behind Vite's development server.
import { findNode, installPackages, runWith } from './install.mjs';

installPackages();
process.exit(runWith(findNode(), ['node_modules/vite/bin/vite.js', 'dev', ...process.argv.slice(2)]));
