// Which texts match their patterns by ECMA-262. In: pairs of pattern and text as JSON. Out: a list of true and false.
const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const pairs = JSON.parse(Buffer.concat(chunks));
process.stdout.write(JSON.stringify(pairs.map(([pattern, text]) => new RegExp(pattern, "u").test(text))));
