import { agentCases } from './cases/agent';
import { checkCases } from './support/checkCases';

describe("Ultravox > Agent sends what the vendor's document says", () => checkCases(agentCases));
