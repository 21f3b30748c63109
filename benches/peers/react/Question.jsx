import Background from "./Background.jsx";

export default function Question({ question, domain, at, total, choice, choose, go }) {
  const submit = (event) => {
    event.preventDefault();
    go(at + 1);
  };
  return (
    <main>
      <p className="progress">
        <progress max={total} value={at + 1} aria-label="Progress" />
        {domain.name} · question {at + 1} of {total}
      </p>
      <dl className="line">
        <dt>AWS</dt>
        <dd>{question.aws}</dd>
        <dt>You</dt>
        <dd>{question.you}</dd>
      </dl>
      <form onSubmit={submit}>
        <fieldset>
          <legend>
            <h1>{question.question}</h1>
          </legend>
          {question.choices.map(({ id, name, means }) => (
            <label key={id} className="choice">
              <input
                type="radio"
                name="choice"
                value={id}
                checked={choice === id}
                onChange={() => choose(id)}
              />
              <span>
                <strong>{name}</strong> {means}
              </span>
            </label>
          ))}
        </fieldset>
        <div className="buttons">
          <button type="button" disabled={at === 0} onClick={() => go(at - 1)}>
            Back
          </button>
          <button type="submit">{at + 1 === total ? "See results" : "Next"}</button>
        </div>
      </form>
      <Background question={question} />
    </main>
  );
}
