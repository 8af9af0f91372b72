import { workerData } from 'node:worker_threads';
import { checkPolygons, type CheckQuestion } from '#domain/division/polygons/check';
import { answerThread } from '#server/polygons/answer-thread';

answerThread(() => checkPolygons(workerData as CheckQuestion));
