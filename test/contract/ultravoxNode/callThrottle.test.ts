import { callThrottleCases } from './cases/callThrottle';
import { checkCases } from './support/checkCases';

describe("Ultravox > Call Throttle sends what the vendor's document says", () =>
	checkCases(callThrottleCases));
