import { accountCases } from './cases/account';
import { checkCases } from './support/checkCases';

describe("Ultravox > Account sends what the vendor's document says", () =>
	checkCases(accountCases));
