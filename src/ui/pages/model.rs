//! The model itself, without an assessment: AWS's areas, your domains, service models, example pairs, best practices.
//! It shows the catalog and knows no answer.

use leptos::prelude::*;

use crate::ui::components::Sources;
use crate::ui::state::State;

/// The model.
#[component]
pub fn Model() -> impl IntoView {
    let catalog = State::get().catalog();
    let titles = |ids: &'static [crate::catalog::PracticeId]| {
        ids.iter()
            .filter_map(|id| catalog.practice(id))
            .map(|it| it.title.as_str())
            .collect::<Vec<_>>()
            .join(", ")
    };
    view! {
        <main id="main" class="page" tabindex="-1">
            <h1 class="page-title" tabindex="-1">"The shared responsibility model"</h1>
            <p class="lede">
                "AWS secures the cloud; you secure what you put in it. Where the line runs depends on the service."
            </p>
            <section aria-labelledby="aws-side">
                <h2 id="aws-side">"AWS’s side"</h2>
                <div class="card-grid">
                    {catalog
                        .areas
                        .iter()
                        .map(|area| {
                            view! {
                                <article class="card">
                                    <h3>{area.name.as_str()}</h3>
                                    <p>{area.summary.as_str()}</p>
                                    <ul>
                                        {area
                                            .points
                                            .iter()
                                            .map(|point| view! { <li>{point.as_str()}</li> })
                                            .collect_view()}
                                    </ul>
                                    <p>
                                        <strong>"Where it ends: "</strong>
                                        {area.limits.as_str()}
                                    </p>
                                    <Sources sources=&area.sources/>
                                </article>
                            }
                        })
                        .collect_view()}
                </div>
            </section>
            <section aria-labelledby="your-side">
                <h2 id="your-side">"Your side"</h2>
                <dl class="facts">
                    {catalog
                        .domains
                        .iter()
                        .map(|domain| {
                            view! {
                                <div>
                                    <dt>{domain.name.as_str()}</dt>
                                    <dd>{domain.summary.as_str()}</dd>
                                </div>
                            }
                        })
                        .collect_view()}
                </dl>
            </section>
            <section aria-labelledby="models">
                <h2 id="models">"Service models"</h2>
                <div class="card-grid">
                    {catalog
                        .models
                        .iter()
                        .map(|model| {
                            let examples = model
                                .examples
                                .iter()
                                .filter_map(|id| catalog.service(id))
                                .map(|it| it.name.as_str())
                                .collect::<Vec<_>>()
                                .join(", ");
                            view! {
                                <article class="card">
                                    <h3>{format!("{} ({})", model.name, model.short)}</h3>
                                    <p>{model.summary.as_str()}</p>
                                    <p class="meta">{format!("Often named: {examples}")}</p>
                                    <p>{model.note.as_str()}</p>
                                </article>
                            }
                        })
                        .collect_view()}
                    {catalog
                        .classes
                        .iter()
                        .map(|class| {
                            view! {
                                <article class="card">
                                    <h3>{class.name.as_str()}</h3>
                                    <p>{class.summary.as_str()}</p>
                                    <Sources sources=&class.sources/>
                                </article>
                            }
                        })
                        .collect_view()}
                </div>
            </section>
            <section aria-labelledby="pairs">
                <h2 id="pairs">"Two halves of one duty"</h2>
                <div class="scroller" tabindex="0" role="region" aria-labelledby="pairs">
                    <table class="table">
                        <thead>
                            <tr>
                                <th scope="col">"AWS"</th>
                                <th scope="col">"You"</th>
                                <th scope="col">"To mind"</th>
                            </tr>
                        </thead>
                        <tbody>
                            {catalog
                                .pairs
                                .iter()
                                .map(|pair| {
                                    view! {
                                        <tr>
                                            <td>{pair.aws.as_str()}</td>
                                            <td>{pair.customer.as_str()}</td>
                                            <td>{pair.note.as_deref().unwrap_or("–")}</td>
                                        </tr>
                                    }
                                })
                                .collect_view()}
                        </tbody>
                    </table>
                </div>
            </section>
            <section aria-labelledby="best">
                <h2 id="best">"Best practices"</h2>
                <dl class="facts">
                    {catalog
                        .best_practices
                        .iter()
                        .map(|best| {
                            view! {
                                <div>
                                    <dt>{best.name.as_str()}</dt>
                                    <dd>
                                        {best.summary.as_str()}
                                        <p class="meta">{format!("Asked by: {}", titles(&best.practices))}</p>
                                    </dd>
                                </div>
                            }
                        })
                        .collect_view()}
                </dl>
            </section>
        </main>
    }
}
