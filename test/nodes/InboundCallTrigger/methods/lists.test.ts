import type { IHttpRequestOptions, ILoadOptionsFunctions } from 'n8n-workflow';
import { searchApplications } from '../../../../nodes/InboundCallTrigger/methods/listSearch';
import { getPhoneNumbers } from '../../../../nodes/InboundCallTrigger/methods/loadOptions';
import { FakePlivo } from '../publication/fakePlivo';

function contextOf(plivo: FakePlivo): ILoadOptionsFunctions {
	return {
		getNode: () => ({ id: 'node', name: 'Trigger' }),
		getCredentials: async () => ({ authId: plivo.authId, authToken: 'token' }),
		helpers: {
			httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) =>
				await plivo.request(options),
		},
	} as unknown as ILoadOptionsFunctions;
}

describe('getPhoneNumbers', () => {
	it('D4.7 lists all numbers in E.164 form with their alias, sorted, over all pages', async () => {
		const plivo = new FakePlivo();
		for (let index = 44; index >= 0; index--) {
			plivo.addNumber(`+141555501${String(index).padStart(2, '0')}`);
		}
		plivo.addNumber('+442079460000', null, { alias: ' London ' });
		const options = await getPhoneNumbers.call(contextOf(plivo));
		expect(options).toHaveLength(46);
		expect(options[0]).toEqual({ name: '+14155550100', value: '+14155550100' });
		expect(options[45]).toEqual({ name: '+442079460000 (London)', value: '+442079460000' });
		const values = options.map(({ value }) => value);
		expect(values).toEqual([...values].sort());
	});

	it('leaves out what takes no calls', async () => {
		const plivo = new FakePlivo();
		plivo.addNumber('+14155550100', null, { voice_enabled: false });
		plivo.addNumber('+14155550101', null, { voice_enabled: true });
		const options = await getPhoneNumbers.call(contextOf(plivo));
		expect(options.map(({ value }) => value)).toEqual(['+14155550101']);
	});

	it("throws in Plivo's words", async () => {
		const plivo = new FakePlivo();
		plivo.fault = () => ({ status: 401, error: 'Could not verify your access level' });
		await expect(getPhoneNumbers.call(contextOf(plivo))).rejects.toThrow(
			'Could not verify your access level',
		);
	});
});

describe('searchApplications', () => {
	const plivo = new FakePlivo();
	const ids: string[] = [];
	for (let index = 0; index < 50; index++) {
		const app_name = index % 10 === 3 ? `sales-${index}` : `Support-${index}`;
		ids.push(plivo.addApplication({ app_name, answer_url: 'https://a.example.com' }));
	}
	plivo.addApplication({ app_name: 'n8n-test-ab12cd34-none', answer_url: 'https://a.example.com' });
	const context = contextOf(plivo);

	it('gives everything page by page, test Applications left out', async () => {
		const names: string[] = [];
		let token: string | undefined;
		let pages = 0;
		do {
			const page = await searchApplications.call(context, undefined, token);
			names.push(...page.results.map(({ name }) => name));
			token = page.paginationToken as string | undefined;
			pages += 1;
		} while (token !== undefined);
		expect(pages).toBe(3);
		expect(names).toHaveLength(50);
	});

	it('finds by any part of the name, whatever the case, beyond the first page', async () => {
		const { results, paginationToken } = await searchApplications.call(context, 'ALES');
		expect(results.map(({ name }) => name)).toEqual(
			[3, 13, 23, 33, 43].map((index) => `sales-${index}`),
		);
		expect(results[0]?.value).toBe(ids[3]);
		expect(paginationToken).toBeUndefined();
	});

	it('leaves out dedicated Applications, which belong to one trigger each, and nothing like them', async () => {
		const account = new FakePlivo();
		const answer_url = 'https://a.example.com';
		for (const app_name of [
			'n8n-wF1x_9-ab12cd34',
			'n8n-wF1x_9-ab12cd34-0123abcd',
			'n8n-production-fallback',
		]) {
			account.addApplication({ app_name, answer_url });
		}
		const { results } = await searchApplications.call(contextOf(account));
		expect(results.map(({ name }) => name)).toEqual(['n8n-production-fallback']);
	});

	it('finds by id', async () => {
		const { results } = await searchApplications.call(context, ids[49]);
		expect(results).toEqual([{ name: 'Support-49', value: ids[49] }]);
	});
});
