import { checkOperationCases } from '../../operations/checkCases';
import type { ContractCase } from '../../operations/contractCase';
import type { CheckedNode } from '../../operations/runCase';
import { documentFaults } from '../../ultravoxNode/support/checkCases';

/** Phone Agent with what speaks to Ultravox and Plivo. */
const WITH_PROVIDERS: CheckedNode = {
	className: 'PhoneAgent',
	type: 'phoneAgent',
	credentials: ['ultravoxApi', 'plivoVoiceApi'],
};

/** Runs cases of Phone Agent as tests; requests to Ultravox are checked against the vendor's document as well. */
export const checkProviderCases = (cases: ContractCase[]): void =>
	checkOperationCases(WITH_PROVIDERS, cases, documentFaults);
