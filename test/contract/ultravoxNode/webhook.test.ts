import { webhookCases } from './cases/webhook';
import { checkCases } from './support/checkCases';

describe("Ultravox > Webhook sends what the vendor's document says", () =>
	checkCases(webhookCases));
