import fc from 'fast-check';
import { livePage } from '../../src/page/content/livePage';
import { loginPage, OFF_PAGE } from '../../src/page/content/loginPage';
import { escapeHtml, markup } from '../../src/page/content/markup';

describe('markup', () => {
	it('escapes what is put in', () => {
		expect(markup`<p title="${'"><script>'}">${"Tom & 'Jerry' <b>"}</p>`).toBe(
			'<p title="&quot;&gt;&lt;script&gt;">Tom &amp; &#39;Jerry&#39; &lt;b&gt;</p>',
		);
	});

	it('never lets a character with a meaning through', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				expect(escapeHtml(text)).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/);
			}),
		);
	});

	it.each([
		['the page', livePage('/voice', '1.0.0')],
		['the form to log in', loginPage('/voice', 'No.')],
		['the sentence while the page is off', OFF_PAGE],
	])('%s loads nothing from elsewhere and has nothing that runs within it', (_what, html) => {
		expect(html).not.toMatch(/https?:|\/\/|javascript:|\son\w+=|\sstyle=/i);
		expect(html).not.toMatch(/<script(?![^>]* src="\/voice\/page\/)|<style|<iframe/i);
	});
});
