// Reads YAML as common editors do: by the parser of their language server, YAML 1.2 core.
// In: a list of texts as JSON. Out: for each {value}, or {fault} where the editor marks the text itself.
import { parseAllDocuments } from "yaml";

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
// JSON has no word for these numbers; Python reads them so.
const endless = (_, value) => (typeof value === "number" && !Number.isFinite(value) ? `${value}` : value);

function read(text) {
  const documents = parseAllDocuments(text, { version: "1.2", strict: true });
  const faults = documents.flatMap((document) => document.errors);
  if (documents.length !== 1 || faults.length) return { fault: faults[0]?.message ?? `${documents.length} documents` };
  try {
    return { value: documents[0].toJS() ?? null };
  } catch (error) {
    return { fault: error.message }; // an alias of nothing
  }
}

process.stdout.write(JSON.stringify(JSON.parse(Buffer.concat(chunks)).map(read), endless));
