import { ipAccessListCases } from './cases/ipAccessList';
import { answer } from '../operations/contractCase';
import { NODE, runCase } from '../operations/runCase';
import { checkCases, PLIVO_VOICE } from './support/checkCases';

describe('Plivo Voice > IP Access List sends what Plivo documents', () =>
	checkCases(ipAccessListCases));

test('T1.2 the panel warns of a very wide range', async () => {
	const { run } = await runCase(PLIVO_VOICE, {
		resource: 'ipAccessList',
		operation: 'create',
		size: 'more',
		title: '',
		source: 'peers.md T1.2',
		parameters: { ipAddresses: '64.0.0.0/7' },
		answers: [answer(201, { api_id: 'a1', ipacl_uuid: 'd3a5c1f0-51c9-4c9b-9bb8-1f2f3e4d5c6b' })],
		requests: [],
	});
	expect(run.run.data.resultData.runData[NODE]?.[0]?.hints).toEqual([
		expect.objectContaining({
			message: expect.stringMatching(/^64\.0\.0\.0\/7 lets very many addresses in/) as string,
			type: 'warning',
		}),
	]);
});
