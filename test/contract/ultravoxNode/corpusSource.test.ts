import { corpusSourceCases } from './cases/corpusSource';
import { checkCases } from './support/checkCases';

describe("Ultravox > Knowledge Source sends what the vendor's document says", () =>
	checkCases(corpusSourceCases));
