/** `node src/server/commands/run.mjs tests/bench/division/brush-alone`: the brush case without the proposals. */
import { brushCase } from './brush.ts';
import { calibrate, REFERENCE_MS } from '../calibration.ts';

const calibrationMs = calibrate();
const row = brushCase({ osm: null, scale: REFERENCE_MS / calibrationMs, calibrationMs });
console.log(JSON.stringify(row));
process.exitCode = row.truthful ? 0 : 1;
