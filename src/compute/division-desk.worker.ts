import { serveDesk, type DeskPort } from '#compute/serve-division-desk';

serveDesk(self as unknown as DeskPort);
