import { missingCases } from '../operations/coverage';
import { campaignCases } from './cases/campaign';
import operations from './operations.json';
import { checkProviderCases } from './support/checkProviderCases';

describe('Phone Agent > Campaign sends what Ultravox takes', () => {
	checkProviderCases(campaignCases);

	test('every operation is checked with the smallest, a full and a bad input', () => {
		expect(missingCases({ campaign: operations.campaign }, campaignCases)).toEqual([]);
	});
});
