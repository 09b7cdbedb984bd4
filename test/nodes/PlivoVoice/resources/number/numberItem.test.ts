import { linkedId, numberItem } from '../../../../../nodes/PlivoVoice/resources/number/numberItem';

const ROOT = '/v1/Account/MACONTRACTTEST000000';

describe('what a number leads to', () => {
	test.each([
		['an application', `${ROOT}/Application/29986316244302815/`, '29986316244302815', null],
		[
			'one without the last slash',
			`${ROOT}/Application/29986316244302815`,
			'29986316244302815',
			null,
		],
		['a trunk', `${ROOT}/Zentrunk/Trunk/20372631212782780/`, null, '20372631212782780'],
		['neither', `${ROOT}/Phlo/2f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11/`, null, null],
		['nothing', null, null, null],
		['nothing, as a blank', '', null, null],
	])('%s', (_what, application, applicationId, trunkId) => {
		expect(numberItem({ api_id: 'a1', number: '14155550100', application })).toEqual({
			phoneNumber: '+14155550100',
			applicationId,
			trunkId,
			number: '14155550100',
			application,
		});
	});

	test.each([
		[{ application: `${ROOT}/Application/29986316244302815/` }, '29986316244302815'],
		[{ application: `${ROOT}/Zentrunk/Trunk/20372631212782780/` }, '20372631212782780'],
		[{ application: '29986316244302815' }, '29986316244302815'],
		[{ application: null, app_id: '29986316244302815' }, '29986316244302815'],
		[{ application: '', app_id: '' }, undefined],
		[{}, undefined],
	])('the id in %j', (number, id) => {
		expect(linkedId(number)).toBe(id);
	});
});
