import { serveProposals, type ProposalPort } from '#compute/serve-proposal';

serveProposals(self as unknown as ProposalPort);
