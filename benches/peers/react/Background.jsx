export default function Background({ question }) {
  return (
    <>
      <details open>
        <summary>Why it matters</summary>
        <p>{question.why}</p>
        {question.remarks.map((remark) => (
          <p key={remark}>{remark}</p>
        ))}
        <ul>
          {question.sources.map((source) => (
            <li key={source}>
              <a href={source}>{source}</a>
            </li>
          ))}
        </ul>
      </details>
      <details>
        <summary>How to put it in place</summary>
        <Facts rows={question.guide} />
      </details>
      <details>
        <summary>What it counts toward</summary>
        <Facts rows={question.counts} />
      </details>
    </>
  );
}

function Facts({ rows }) {
  return (
    <dl>
      {rows.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
