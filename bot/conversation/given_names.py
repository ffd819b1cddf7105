"""Common given names of the languages that the bot answers in: whether a woman or a man has them.

Without accents. Names that both have (Robin, Andrea, Jean) stand under neither; who is called so
may be either.
"""

FEMALE = frozenset(
    """abigail ada adele adriana agatha agnes agnieszka aisha alba alexandra alice alicia alina
    alison amalia amanda amara amelia amelie amina amy ana anastasia angela angelica anita anja
    anke ann anna annabel annalena anne anneke annette annie antonia aoife astrid audrey aurelie
    ayesha barbara beatrice beatriz bella bernadette beth bethan birgit bianca brenda bridget
    brigitte britta camila camilla carla carmen carol carole carolina caroline carolyn catarina
    caterina catherine cecilia cecile celia celine charlotte chiara chloe christa christiane
    christina christine clara claire clarissa claudia clemence colette concetta constance cordelia
    corinne cornelia cristina daniela danielle daphne deborah debora delphine denise diana diane
    dina dolores donna dora dorothea dorothy edith edna eileen elaine eleanor eleonora elena elina
    elisa elisabeth elise elodie eliza elizabeth elke ella ellen elsa
    elvira emilia emilie emily emma
    erika esmeralda esperanza estelle esther eugenia eva eve evelyn fatima federica felicity
    fernanda fiona flavia florence francesca francoise frauke freya frida friederike gabriela
    gabriella gemma genevieve georgia georgina geraldine gertrude gillian gina giorgia giovanna
    gisela giulia gloria grace graziella greta gudrun guadalupe gwen hanna hannah hanneke harriet
    hazel heather heidi heike helen helena helene helga henriette hilary hilda hildegard ida ilse
    imelda imogen ines inge ingrid irene irina iris irma isabel isabella isabelle isadora ivana
    jacqueline jane janet janice jasmine jeanne jennifer jenny jessica jill joana joan joanna
    joanne johanna josephine joyce juana judith julia juliana julie juliet julieta justine karen
    karin karina karla katarina kate katharina katherine kathleen kathryn katie katja katrin kerstin
    khadija klara kirsten kristin kristina lara larissa laura lauren lea leila lena leonie leonor
    leticia lidia lieke lilian lillian lily linda lisa lisbeth liz lore lorena lorenza lotte louisa
    louise lucia luciana lucie lucy ludmila luisa luise lydia mabel madeleine magda magdalena maite
    manuela mara marcela margaret margarida margarita margaux margherita margot maria mariana
    marianne marie marieke mariella marina marion marisa marisol marjorie marlene marta martha
    martina martine mary mathilde matilda matilde maud maureen maya megan melanie melissa mercedes
    meryl mia michaela michelle mila milena minna miranda miriam moira molly mona monica monika
    monique muriel myriam nadia nadine nancy naomi natalia natalie nathalie nelly nichola nicole
    nicoletta nina noelia noemi nora norma odette odile olga olivia ottilie paloma pamela paola
    patricia paula paulina pauline penelope petra philippa phoebe phyllis pilar polly priscilla
    priya rachel raquel rebecca regina regine renata rita roberta rosa rosalia rosalind rosanna
    rosario rose rosemary roxanne ruth sabine sabrina sally samantha sandra sanne sara sarah
    saskia selina serena sharon sheila shirley sibylle sigrid silke silvia simona sofia solange
    sonia sonja sophia sophie stella stephanie susan susana susanna susanne suzanne svenja svetlana
    sylvia sylvie tamara tania tanja tatiana teresa tessa thea theresa therese tina tracey ulrike
    ursula ute valentina valeria valerie vanessa vera veronica veronika veronique victoria viktoria
    viola violet virginia virginie viviana vivienne waltraud wendy wilhelmina wilma winifred
    xenia yasmin yolanda yvette yvonne zainab zara zoe""".split()
)
MALE = frozenset(
    """aaron abdul abdullah abel abraham achim adam adolfo adrian adriano ahmed alain alan albert
    alberto aldo alejandro alessandro alessio alexander alexandre alfonso alfred alfredo ali
    alistair alvaro amadeo amir anders andre andreas andres andrew angelo angus anthony antoine
    anton antonio antonis armando arnaud arnold arthur arturo august augusto axel baptiste barry
    bart bas bastian bastien ben benedict benjamin benoit bernard bernardo bernd bernhard bertrand
    bill bjorn bob boris brendan brian bruce bruno callum calvin carl carlo carlos cedric cesar
    charles christian christoph christophe christopher claudio claus clemens clement clive colin
    conor conrad craig cyril damian daniel daniele dave david dean deepak denis dennis derek dermot
    diego dieter dietrich dirk dmitri domenico dominik donald duncan edgar edmund eduardo edward
    edwin egon elias emanuele emil emiliano emilio emmanuel enrico enrique eric erich erik ernest
    ernesto ernst erwin esteban etienne eugen eugene fabian fabien fabio fabrice fabrizio felipe
    felix ferdinand fergus fernando filippo florian francesco francisco franck franco frank franz
    fred frederic frederick friedrich fritz gareth gary gavin geoffrey georg george georges gerald
    gerard gerardo gerd gerhard gianluca gianni gilbert gilles giorgio giovanni giulio giuseppe
    gonzalo gordon graham greg gregor gregory guido guillaume guillermo gunther gustav gustavo guy
    gunter hamza hannes hans harald harold harry hassan hector heinrich heinz helmut hendrik henri
    henrik henry herbert herman hermann horst howard hubert hugo hussein ian ibrahim ignacio igor
    isaac ismail ivan ivo jack jacob jacques jaime jakob james jan jason javier jeffrey jens jeremy
    jerome jeroen jesper jesus joachim joao joaquin joe joel johan johann johannes john jonas
    jonathan joost jorge jose josef joseph joshua juan julian julien julio jurgen justin jorg
    kai karl karsten keith kenneth kevin klaus knut konrad konstantin kurt lars laurence laurent
    lawrence lennart leo leon leonard leonardo leopold liam lionel lorenzo lothar louis luc luca
    lucas luciano ludovic ludwig luigi luis luiz luke lukas maarten magnus malcolm manfred manuel
    marc marcel marcelo marco marcos marcus mario marius mark markus martin marvin massimo mathias
    mathieu matteo matthew matthias maurice mauricio maurizio max maximilian mehmet michael michel
    miguel mikael mike milan mohamed mohammed morten moritz murray mustafa nathan nathaniel neil
    nicolas niels nigel nikolai nikolaus nils noah norbert norman olaf oleg oliver olivier omar
    orlando oscar oskar osman otto owen pablo paolo pascal patrick patrik paul paulo pavel pedro
    peter philip philipp philippe pierre pieter pietro quentin rafael raimund rainer rajesh ralf
    ralph ramon raphael raul raymond reinhard reinhold rene ricardo riccardo richard rob robert
    roberto rodrigo roger roland rolf roman ronald rory ross ruben rudolf rui rupert russell ryan
    salvatore samir samuel sanjay scott sean sebastian sebastien serge sergei sergio siegfried
    sigmund silvio simon sophus stanley stefan stefano stephan stephen steve steven stuart sven
    tariq ted terence theo theodor thierry thomas thorsten tiago tim timothy tobias tom tomas
    tommaso tony torsten trevor udo ulf ulrich umberto uwe valentin victor vijay viktor vincent
    vincenzo vladimir volker walter werner wilfried wilhelm willem william winston wolfgang xavier
    yann yusuf yves zachary""".split()
)
