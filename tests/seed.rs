//! Every bullet of the original requirements, with the catalog item that covers it.
//! The item must exist, and its text must contain the words of the row.

use demarc_catalog::{Catalog, Owner, Texts};

/// The item that covers a bullet.
#[derive(Debug, Clone, Copy)]
enum By {
    /// An area of AWS's responsibility.
    Area(&'static str),
    /// A practice.
    Practice(&'static str),
    /// The owner of a layer: service, layer, owner.
    Cell(&'static str, &'static str, Owner),
    /// The texts and features of a service.
    Service(&'static str),
    /// A service model.
    Model(&'static str),
    /// A best practice of the model.
    Best(usize),
    /// An example pair.
    Pair(usize),
}

use By::{Area, Best, Cell, Model, Pair, Practice, Service};

/// The bullets in the order of the requirements: a short form, the item, and words that its text must contain.
const BULLETS: &[(&str, By, &[&str])] = &[
    // 1.1 AWS's responsibility: five areas.
    (
        "Physical: guards, surveillance, biometric access",
        Area("physical"),
        &["guard"],
    ),
    (
        "Physical: redundant power and climate controls",
        Area("physical"),
        &["power"],
    ),
    (
        "Infrastructure: compute, storage, database, network components",
        Area("infrastructure"),
        &["compute", "storage"],
    ),
    (
        "Infrastructure: hypervisors and networking hardware",
        Area("infrastructure"),
        &["hypervisor"],
    ),
    (
        "Infrastructure: the virtualization host of a server is AWS's",
        Cell("ec2", "host", Owner::Aws),
        &[],
    ),
    (
        "Network and DDoS: Shield",
        Area("network-protection"),
        &["Shield"],
    ),
    (
        "Network and DDoS: WAF",
        Area("network-protection"),
        &["WAF"],
    ),
    (
        "Network and DDoS: Firewall Manager",
        Area("network-protection"),
        &["Firewall Manager"],
    ),
    (
        "Compliance: ISO, SOC, HIPAA, GDPR, FedRAMP",
        Area("compliance"),
        &["ISO", "SOC", "HIPAA", "GDPR", "FedRAMP"],
    ),
    (
        "Compliance: third-party audits",
        Area("compliance"),
        &["audit"],
    ),
    (
        "Encryption: default encryption",
        Area("encryption"),
        &["default"],
    ),
    (
        "Encryption: KMS and CloudHSM",
        Area("encryption"),
        &["KMS", "CloudHSM"],
    ),
    // 1.2 The customer's responsibility: seven domains.
    (
        "Data: encrypted in S3, RDS, DynamoDB",
        Practice("data.encryption-at-rest"),
        &["S3", "RDS", "DynamoDB"],
    ),
    (
        "Data: classification",
        Practice("data.classification"),
        &["classif"],
    ),
    (
        "IAM: policies and roles",
        Practice("iam.least-privilege"),
        &["polic", "role"],
    ),
    (
        "IAM: multi-factor authentication",
        Practice("iam.mfa"),
        &["MFA"],
    ),
    (
        "Network: security groups",
        Practice("network.security-groups"),
        &["security group"],
    ),
    (
        "Network: network ACLs",
        Practice("network.security-groups"),
        &["network ACL"],
    ),
    ("Network: AWS WAF", Practice("network.waf"), &["WAF"]),
    (
        "Application: SQL injection and cross-site scripting",
        Practice("app.secure-coding"),
        &["SQL", "cross-site scripting"],
    ),
    (
        "Application: Inspector and Security Hub",
        Practice("app.findings"),
        &["Inspector", "Security Hub"],
    ),
    (
        "Patching: OS updates on EC2",
        Practice("os.patching"),
        &["EC2"],
    ),
    (
        "Patching: the guest system is the customer's",
        Cell("ec2", "guest-os", Owner::Customer),
        &[],
    ),
    (
        "Patching: firewall settings",
        Practice("os.hardening"),
        &["firewall"],
    ),
    (
        "Patching: Systems Manager Patch Manager",
        Practice("os.patching"),
        &["Patch Manager"],
    ),
    (
        "Monitoring: CloudTrail",
        Practice("monitoring.cloudtrail"),
        &["CloudTrail"],
    ),
    (
        "Monitoring: CloudWatch",
        Practice("monitoring.alarms"),
        &["CloudWatch"],
    ),
    (
        "Monitoring: GuardDuty",
        Practice("monitoring.guardduty"),
        &["GuardDuty"],
    ),
    (
        "Monitoring: IAM, flow and system logs audited",
        Practice("monitoring.log-review"),
        &["IAM", "flow log", "system log"],
    ),
    (
        "Backup: S3 versioning",
        Practice("backup.object-versioning"),
        &["S3", "versioning"],
    ),
    (
        "Backup: AWS Backup",
        Practice("backup.plan"),
        &["AWS Backup"],
    ),
    (
        "Backup: RDS snapshots",
        Practice("backup.database-backups"),
        &["RDS", "snapshot"],
    ),
    (
        "Backup: disaster recovery plans",
        Practice("backup.dr-plan"),
        &["disaster recovery"],
    ),
    (
        "Backup: availability is AWS's and yours",
        Practice("backup.availability"),
        &["Availability Zone"],
    ),
    // 2. The seven example pairs.
    (
        "Pair: data center security and IAM roles",
        Pair(0),
        &["IAM"],
    ),
    (
        "Pair: physical servers and encrypting data",
        Pair(1),
        &["encrypt"],
    ),
    (
        "Pair: hypervisor and patches on EC2",
        Pair(2),
        &["hypervisor", "EC2"],
    ),
    ("Pair: Shield and WAF rules", Pair(3), &["Shield", "WAF"]),
    (
        "Pair: service compliance and application compliance",
        Pair(4),
        &["compliance"],
    ),
    (
        "Pair: encrypting services and managing keys",
        Pair(5),
        &["key"],
    ),
    (
        "Pair: security tools and configuring them",
        Pair(6),
        &["GuardDuty"],
    ),
    // 3. Service models.
    ("IaaS: EC2, VPC, S3", Model("iaas"), &["ec2", "vpc", "s3"]),
    (
        "PaaS: RDS, Lambda, DynamoDB",
        Model("paas"),
        &["rds", "lambda", "dynamodb"],
    ),
    (
        "SaaS: Glue, CodePipeline",
        Model("saas"),
        &["glue", "codepipeline"],
    ),
    (
        "PaaS: database connections and IAM permissions",
        Practice("app.data-access"),
        &["database"],
    ),
    (
        "SaaS: IAM permissions",
        Cell("glue", "identity", Owner::Customer),
        &[],
    ),
    // 4. The best practices. The requirements name WAF and Shield in one sentence, the catalog has an item for each.
    ("Best: MFA", Best(0), &["MFA"]),
    ("Best: least privilege", Best(1), &["least"]),
    ("Best: rotate access keys", Best(2), &["access key"]),
    (
        "Best: rotating is asked for",
        Practice("iam.access-keys"),
        &["rotat"],
    ),
    ("Best: KMS or CloudHSM", Best(3), &["KMS", "CloudHSM"]),
    (
        "Best: CloudHSM is asked for",
        Practice("data.cloudhsm"),
        &["CloudHSM"],
    ),
    ("Best: KMS is asked for", Practice("data.keys"), &["KMS"]),
    ("Best: TLS", Best(4), &["TLS"]),
    (
        "Best: TLS is asked for",
        Practice("data.encryption-in-transit"),
        &["TLS"],
    ),
    (
        "Best: security groups and network ACLs",
        Best(5),
        &["security group", "network ACL"],
    ),
    ("Best: WAF", Best(6), &["WAF"]),
    ("Best: Shield", Best(7), &["Shield"]),
    (
        "Best: Shield is asked for",
        Practice("network.ddos"),
        &["Shield"],
    ),
    ("Best: CloudTrail", Best(8), &["CloudTrail"]),
    ("Best: GuardDuty", Best(9), &["GuardDuty"]),
    ("Best: AWS Config", Best(10), &["Config"]),
    (
        "Best: Config is asked for",
        Practice("monitoring.config"),
        &["AWS Config"],
    ),
    (
        "Best: AWS Backup, S3 versioning, RDS snapshots",
        Best(11),
        &["Backup", "versioning", "snapshot"],
    ),
    (
        "Best: disaster recovery tests",
        Best(12),
        &["disaster recovery"],
    ),
    (
        "Best: disaster recovery tests are asked for",
        Practice("backup.dr-tests"),
        &["Elastic Disaster Recovery"],
    ),
    // The features that the requirements name beside services.
    (
        "Feature: security groups",
        Service("vpc"),
        &["security group"],
    ),
    ("Feature: network ACLs", Service("vpc"), &["network ACL"]),
    ("Feature: VPC flow logs", Service("vpc"), &["Flow Logs"]),
    (
        "Feature: flow logs are asked for",
        Practice("monitoring.flow-logs"),
        &["flow logs"],
    ),
    ("Feature: MFA", Service("iam"), &["MFA"]),
    ("Feature: S3 versioning", Service("s3"), &["S3 Versioning"]),
    ("Feature: RDS snapshots", Service("rds"), &["snapshot"]),
    ("Feature: TLS certificates", Service("acm"), &["TLS"]),
    (
        "Feature: Patch Manager",
        Service("systems-manager"),
        &["Patch Manager"],
    ),
];

/// The services that the requirements name.
const SERVICES: [&str; 23] = [
    "ec2",
    "vpc",
    "s3",
    "rds",
    "dynamodb",
    "lambda",
    "glue",
    "codepipeline",
    "iam",
    "kms",
    "cloudhsm",
    "shield",
    "waf",
    "firewall-manager",
    "inspector",
    "security-hub",
    "systems-manager",
    "cloudtrail",
    "cloudwatch",
    "guardduty",
    "config",
    "backup",
    "elastic-disaster-recovery",
];

/// The text of an item; `None` when the item does not exist.
fn text(catalog: &Catalog, texts: &Texts, by: By) -> Option<String> {
    match by {
        Area(id) => json(texts.areas.iter().find(|it| it.id.as_str() == id)?),
        Practice(id) => json(texts.practice(&id.parse().ok()?)?),
        Service(id) => json(texts.service(&id.parse().ok()?)?),
        Model(id) => json(texts.models.iter().find(|it| it.id.as_str() == id)?),
        Best(index) => json(texts.best_practices.get(index)?),
        Pair(index) => json(texts.pairs.get(index)?),
        Cell(service, layer, owner) => {
            let deployment = catalog.deployment(&service.parse().ok()?)?;
            (deployment.owner(&layer.parse().ok()?) == owner).then(String::new)
        }
    }
}

fn json(item: &impl serde::Serialize) -> Option<String> {
    serde_json::to_string(item).ok()
}

#[test]
fn every_bullet_of_the_seed_is_carried() {
    let (catalog, texts) = (demarc_edition::catalog(), demarc_edition::texts().unwrap());
    let mut missing = Vec::new();
    for (bullet, by, words) in BULLETS {
        match text(catalog, texts, *by) {
            None => missing.push(format!("{bullet}: {by:?} is not in the catalog")),
            Some(text) => {
                let text = text.to_lowercase();
                let silent = words
                    .iter()
                    .filter(|word| !text.contains(&word.to_lowercase()));
                missing.extend(
                    silent.map(|word| format!("{bullet}: {by:?} does not speak of {word}")),
                );
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn the_seeds_counts_are_the_catalogs() {
    let (catalog, texts) = (demarc_edition::catalog(), demarc_edition::texts().unwrap());
    assert_eq!(
        (texts.areas.len(), texts.models.len(), texts.classes.len()),
        (5, 3, 3)
    );
    assert_eq!((texts.pairs.len(), texts.best_practices.len()), (7, 13));
    let domains: Vec<&str> = catalog.domains.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(
        domains[..7],
        [
            "data",
            "iam",
            "network",
            "app",
            "os",
            "monitoring",
            "backup"
        ]
    );
    assert!(
        catalog.practices.len() >= 45,
        "{} practices",
        catalog.practices.len()
    );
    for service in SERVICES {
        assert!(
            catalog.service(&service.parse().unwrap()).is_some(),
            "{service}"
        );
    }
}

#[test]
fn depths_and_cornerstones_are_spread_as_the_product_wants() {
    use demarc_catalog::Depth;
    let catalog = demarc_edition::catalog();
    let count = |depth| {
        catalog
            .practices
            .iter()
            .filter(|it| it.depth == depth)
            .count()
    };
    // A quick assessment takes about eight minutes, a standard one has about 70 questions.
    assert!((12..=14).contains(&count(Depth::Quick)));
    assert!((65..=78).contains(&(count(Depth::Quick) + count(Depth::Standard))));
    assert!((140..=180).contains(&catalog.practices.len()));
    for practice in catalog.practices.iter().filter(|it| it.cornerstone) {
        assert_eq!(
            practice.depth,
            Depth::Quick,
            "{}: a cornerstone is asked at every depth",
            practice.id
        );
    }
}
