import { batchCases } from './cases/batch';
import { checkCases } from './support/checkCases';

describe("Ultravox > Batch sends what the vendor's document says", () => checkCases(batchCases));
