/** The style sheet of the lab's page. */
export const pageStyle = `
:root { color-scheme: light dark; --line: #8884; --quiet: #777; --agent: #7a3ff2; --caller: #0a7d55; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin: 0; }
h2 { font-size: 1rem; margin: 2rem 0 .5rem; }
p { margin: .25rem 0; color: var(--quiet); }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { font-weight: 600; color: var(--quiet); }
form { display: grid; grid-template-columns: 7rem 1fr; gap: .5rem; align-items: start; max-width: 40rem; }
label { padding-top: .35rem; }
input, select, textarea, button { font: inherit; padding: .35rem .5rem; border: 1px solid var(--line); border-radius: .35rem; }
button { grid-column: 2; justify-self: start; cursor: pointer; }
#log { list-style: none; padding: 0; margin: 0; font-size: .9rem; }
#log li { display: grid; grid-template-columns: 6rem 6rem 1fr; gap: .5rem; padding: .2rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
#log time, #log .from { color: var(--quiet); }
#log .agent, #log .caller { font-weight: 600; }
#log .agent .from { color: var(--agent); }
#log .caller .from { color: var(--caller); }
`;
