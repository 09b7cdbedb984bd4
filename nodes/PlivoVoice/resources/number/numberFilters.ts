import type { INodeProperties } from 'n8n-workflow';
import { subaccount } from '../../descriptions/subaccount';
import { cnamLookup, numberType, services } from './numberFields';
import { renewalDates } from './renewalDate';

/** The filters of the account's numbers, by name (plivo.md §3.1). */
export const numberFilters: INodeProperties[] = [
	{
		displayName: '10DLC Campaign ID',
		name: 'tendlcCampaignId',
		type: 'string',
		default: '',
		placeholder: 'e.g. ACB1234',
		description: 'The text message campaign in the United States the numbers belong to',
	},
	{
		displayName: '10DLC Registration Status',
		name: 'tendlcRegistrationStatus',
		type: 'string',
		default: '',
		placeholder: 'e.g. COMPLETED',
		description: 'Plivo knows UNREGISTERED, PROCESSING and COMPLETED',
	},
	{
		displayName: 'Alias',
		name: 'alias',
		type: 'string',
		default: '',
		placeholder: 'e.g. Front desk',
		description: 'The whole alias, as it was given',
	},
	cnamLookup,
	{
		displayName: 'Number Starts With',
		name: 'numberStartswith',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1415',
		description: 'First digits of the numbers, from the country code on',
	},
	...renewalDates,
	services,
	subaccount,
	{
		displayName: 'Toll-Free SMS Order Status',
		name: 'tollFreeSmsVerificationOrderStatus',
		type: 'string',
		default: '',
		placeholder: 'e.g. APPROVED',
		description: 'How far the order is that verifies a toll-free number for text messages',
	},
	{
		displayName: 'Toll-Free SMS Verification',
		name: 'tollFreeSmsVerification',
		type: 'string',
		default: '',
		placeholder: 'e.g. VERIFIED',
		description: 'Plivo knows UNVERIFIED, PENDING_VERIFICATION and VERIFIED',
	},
	numberType,
];
