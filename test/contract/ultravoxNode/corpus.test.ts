import { corpusCases } from './cases/corpus';
import { checkCases } from './support/checkCases';

describe("Ultravox > Knowledge sends what the vendor's document says", () =>
	checkCases(corpusCases));
