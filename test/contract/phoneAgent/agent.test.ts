import { agentCases } from './cases/agent';
import { checkProviderCases } from './support/checkProviderCases';

describe('Phone Agent > Agent sends what Ultravox and Plivo take', () =>
	checkProviderCases(agentCases));
