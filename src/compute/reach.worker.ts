import '#domain/fill-ins';
import { serveReach, type ReachPort } from '#compute/serve-reach';

serveReach(self as unknown as ReachPort);
