import type { FastifyInstance } from 'fastify';
import type { PlivoCountry } from '../countries';
import { findCountry } from '../countries';
import { ApiRefusal, withApiId } from './answers';
import type { RestContext } from './context';
import { readQuery } from './context';
import { pattern } from './fields';

/** `GET /Pricing/`: what numbers and calls of a country cost; the envelope is that of Plivo's SDKs. */
export function pricingRoutes(server: FastifyInstance, context: RestContext): void {
	server.get('/Pricing/', async (request) => {
		const { country_iso: iso } = readQuery(request, context, {
			country_iso: {
				check: pattern(/^[A-Za-z]{2}$/, 'must have two letters'),
				required: true,
			},
		});
		const country = findCountry(iso as string);
		if (!country) throw new ApiRefusal(404, 'not found');
		return withApiId(prices(country));
	});
}

function prices({ iso, name, code, rates }: PlivoCountry): object {
	const rate = (money: string) => ({ rate: money });
	const text = (outbound: string) => ({
		inbound: rate('0.00000'),
		outbound: rate(outbound),
		outbound_networks_list: [{ group_name: `${name} - All`, rate: outbound }],
	});
	return {
		country: name,
		country_code: Number(code),
		country_iso: iso,
		message: text(rates.message),
		mms: text(rates.message),
		phone_numbers: { local: rate(rates.local), tollfree: rate(rates.tollfree) },
		voice: {
			inbound: {
				ip: rate('0.00300'),
				local: rate(rates.inbound),
				tollfree: rate('0.02100'),
			},
			outbound: {
				ip: rate('0.00300'),
				local: rate(rates.outbound),
				rates: [
					{
						origination_prefix: ['*'],
						prefix: [code],
						rate: rates.outbound,
						voice_network_group: `${name} All Networks`,
					},
				],
				tollfree: rate('0.00300'),
			},
		},
	};
}
