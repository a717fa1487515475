using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("McoaRouter.EthernetUplink")]
[assembly: InternalsVisibleTo("McoaRouter.Tests")]
[assembly: InternalsVisibleTo("NFUnitTest")]
