import type { JsonObject } from '../jsonValue';

/** An invoice of the lab's account (`GET /api/accounts/me/billing/invoices`). */
export interface LabInvoice {
	invoiceNumber: string;
	/** RFC 3339. */
	invoiceDate: string;
	/** In US cents. */
	amount: number;
	billingReason:
		| 'manual'
		| 'subscription_create'
		| 'subscription_cycle'
		| 'subscription_threshold'
		| 'subscription_update';
	invoiceStatus: 'paid' | 'unpaid';
}

const FIRST_YEAR = 2025;
const MONTHS = 12;

/** A year of monthly invoices, the first one that of the subscription itself. */
export function monthlyInvoices(): LabInvoice[] {
	return Array.from({ length: MONTHS }, (_, month) => ({
		invoiceNumber: `LAB-${String(month + 1).padStart(4, '0')}`,
		invoiceDate: new Date(Date.UTC(FIRST_YEAR, month, 1)).toISOString(),
		amount: 10_000,
		billingReason: month === 0 ? 'subscription_create' : 'subscription_cycle',
		invoiceStatus: month === MONTHS - 1 ? 'unpaid' : 'paid',
	}));
}

export function invoiceJson(invoice: LabInvoice): JsonObject {
	return { ...invoice, invoiceUrl: `https://invoices.invalid/${invoice.invoiceNumber}` };
}
