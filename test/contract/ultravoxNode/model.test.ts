import { modelCases } from './cases/model';
import { checkCases } from './support/checkCases';

describe("Ultravox > Model sends what the vendor's document says", () => checkCases(modelCases));
