import { toolCases } from './cases/tool';
import { checkCases } from './support/checkCases';

describe("Ultravox > Tool sends what the vendor's document says", () => checkCases(toolCases));
