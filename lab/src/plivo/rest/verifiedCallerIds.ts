import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { VerifiedCallerId } from '../callerIds';
import { ApiRefusal, deleted, page, withApiId } from './answers';
import { subaccountId } from './checks';
import type { RestContext } from './context';
import { readBody, readListQuery, readQuery } from './context';
import { anyText, oneOf, pattern } from './fields';

const CHANGES = { alias: { check: anyText }, subaccount: { check: subaccountId } };

/** `/VerifiedCallerId/`: numbers elsewhere that were proved to be the customer's (plivo.md §3.5). */
export function verifiedCallerIdRoutes(server: FastifyInstance, context: RestContext): void {
	const { account, variants, log } = context;
	const { callerIds } = account;

	const ofPath = (request: FastifyRequest): VerifiedCallerId => {
		const callerId = callerIds.find((request.params as { number: string }).number);
		if (!callerId) throw new ApiRefusal(404, 'not found');
		return callerId;
	};

	server.post('/VerifiedCallerId/', async (request, reply) => {
		const values = readBody(request, context, {
			phone_number: { check: pattern(/^\+?[1-9]\d{6,14}$/, 'is invalid'), required: true },
			channel: { check: oneOf('sms', 'call') },
			...CHANGES,
		}) as Record<string, string>;
		const phoneNumber = `+${(values.phone_number as string).replace('+', '')}`;
		if (callerIds.find(phoneNumber)) throw new ApiRefusal(400, 'phone_number is already verified');
		const { uuid, code } = callerIds.start({
			phone_number: phoneNumber,
			alias: values.alias ?? '',
			channel: values.channel === 'call' ? 'call' : 'sms',
			subaccount: values.subaccount ?? '',
		});
		log.add({
			side: 'plivo',
			kind: 'verification',
			summary: `${values.channel ?? 'sms'} to ${phoneNumber}: the code is ${code}`,
			detail: { verificationUuid: uuid },
		});
		return reply.code(variants.updateStatus).send(
			withApiId({
				message: `Verification code is sent to number ${phoneNumber} which is valid for 15 minutes`,
				verification_uuid: uuid,
			}),
		);
	});

	// npm plivo leaves the last slash out.
	for (const path of [
		'/VerifiedCallerId/Verification/:uuid/',
		'/VerifiedCallerId/Verification/:uuid',
	]) {
		server.post(path, async (request, reply) => {
			const { otp } = readBody(request, context, { otp: { check: anyText, required: true } });
			const verification = callerIds.pending((request.params as { uuid: string }).uuid);
			if (!verification) throw new ApiRefusal(404, 'verification not found');
			if (Date.now() >= verification.expiresAt) throw new ApiRefusal(400, 'otp has expired');
			if (otp !== verification.code) throw new ApiRefusal(400, 'otp is incorrect');
			const callerId = callerIds.confirm(verification);
			return reply.code(variants.createStatus).send(withApiId(confirmed(callerId)));
		});
	}

	server.get('/VerifiedCallerId/', async (request) => {
		const list = readListQuery(request, context, {
			country: { check: pattern(/^[A-Za-z]{2}$/, 'must have two letters') },
			...CHANGES,
		});
		const { country, alias, subaccount } = list.filters;
		const found = callerIds
			.all()
			.filter(
				(one) =>
					(country === undefined || one.country === country.toUpperCase()) &&
					(alias === undefined || one.alias === alias) &&
					(subaccount === undefined || one.subaccount === subaccount),
			);
		return page(
			found.map((one) => ({
				...shown(one),
				resource_uri: account.resourceUri(`VerifiedCallerId/${one.phone_number.slice(1)}`),
			})),
			list,
		);
	});

	server.get('/VerifiedCallerId/:number/', async (request) => {
		readQuery(request, context, {});
		return withApiId(shown(ofPath(request)));
	});

	server.post('/VerifiedCallerId/:number/', async (request, reply) => {
		const callerId = ofPath(request);
		Object.assign(callerId, readBody(request, context, CHANGES));
		callerId.modified_at = new Date().toISOString();
		return reply.code(variants.updateStatus).send(withApiId(shown(callerId)));
	});

	server.delete('/VerifiedCallerId/:number/', async (request, reply) => {
		callerIds.delete(ofPath(request));
		return deleted(reply);
	});
}

function shown(callerId: VerifiedCallerId): object {
	return {
		alias: callerId.alias,
		country: callerId.country,
		created_at: callerId.created_at,
		modified_at: callerId.modified_at,
		phone_number: callerId.phone_number,
		subaccount: callerId.subaccount,
		verification_uuid: callerId.verification_uuid,
	};
}

/** Right after the confirmation: the channel is told, and what may be empty is left out. */
function confirmed(callerId: VerifiedCallerId): object {
	return {
		alias: callerId.alias,
		channel: callerId.channel,
		country: callerId.country,
		created_at: callerId.created_at,
		phone_number: callerId.phone_number,
		...(callerId.subaccount === '' ? {} : { subaccount: callerId.subaccount }),
		verification_uuid: callerId.verification_uuid,
	};
}
