import {
	searchApplications,
	searchNumbers,
	searchVerifiedCallerIds,
} from '../../../../nodes/PlivoVoice/methods/listSearch';
import { recordingContext } from '../../../contract/support/recordingContext';

/** A context in which Plivo has one page of objects. */
const having = (...objects: object[]) => recordingContext(() => ({ objects }));

const paths = (requests: Array<{ url: string }>) =>
	requests.map(({ url }) => new URL(url).pathname);
const ROOT = '/v1/Account/MACONTRACTTEST000000';

describe('the lists a number, a caller ID or an application is chosen from', () => {
	test('a number of the account has its alias behind it, and the + in its value', async () => {
		const { context, requests } = having(
			{ number: '14155550100', alias: 'Front desk' },
			{ number: '442071838750', alias: null },
		);
		expect(await searchNumbers.call(context)).toEqual({
			results: [
				{ name: '+14155550100 (Front desk)', value: '+14155550100' },
				{ name: '+442071838750', value: '+442071838750' },
			],
		});
		expect(paths(requests)).toEqual([`${ROOT}/Number/`]);
	});

	test.each(['front', '415555', '+14155550100'])('a number is found by %s', async (sought) => {
		const { context } = having(
			{ number: '14155550100', alias: 'Front desk' },
			{ number: '442071838750', alias: '' },
		);
		const { results } = await searchNumbers.call(context, sought);
		expect(results.map(({ value }) => value)).toEqual(['+14155550100']);
	});

	test('a verified caller ID has its number as value', async () => {
		const { context, requests } = having(
			{ phone_number: '+14155550100', alias: 'Mobile' },
			{ phone_number: '14155550101', alias: '' },
		);
		expect(await searchVerifiedCallerIds.call(context)).toEqual({
			results: [
				{ name: '+14155550100 (Mobile)', value: '+14155550100' },
				{ name: '+14155550101', value: '+14155550101' },
			],
		});
		expect(paths(requests)).toEqual([`${ROOT}/VerifiedCallerId/`]);
	});

	test('every application is offered, also one that belongs to a trigger', async () => {
		const { context, requests } = having(
			{ app_id: '20468599130939381', app_name: 'front-desk' },
			{ app_id: '20468599130939382', app_name: 'n8n-test-front-desk' },
		);
		expect(await searchApplications.call(context, 'FRONT')).toEqual({
			results: [
				{ name: 'front-desk (20468599130939381)', value: '20468599130939381' },
				{ name: 'n8n-test-front-desk (20468599130939382)', value: '20468599130939382' },
			],
		});
		expect(paths(requests)).toEqual([`${ROOT}/Application/`]);
	});
});
