//! Every measurement in criterion.

use benches::MEASUREMENTS;
use criterion::Criterion;

fn main() -> anyhow::Result<()> {
    let mut criterion = Criterion::default().without_plots().configure_from_args();
    for measurement in MEASUREMENTS {
        let mut step = (measurement.setup)()?;
        criterion.bench_function(measurement.name, |bencher| bencher.iter(&mut step));
    }
    criterion.final_summary();
    Ok(())
}
