"""Common given names of the languages that the bot answers in: whether a woman or a man has them.

Without accents. Names that both have (Robin, Andrea, Jean) stand under neither; who is called so
may be either.
"""

FEMALE = frozenset(
    """abigail ada adele adriana agatha agnes agnieszka aileen aisha alba alexandra alice alicia
    alina alison alma amalia amanda amara amelia amelie amina amy ana anastasia angela angelica
    anika anita anja anke ann anna annabel annalena annalise anne anneke annette annie annika
    antonia aoife ariana astrid audrey aurelie avril ayesha barbara beatrice beatriz bella
    bernadette beryl beth bethan bianca birgit brenda brenna bridget brigid brigitte britta
    camila camilla candice carla carlotta carmen carol carole carolina caroline carolyn catarina
    caterina catherine cecile cecilia celeste celia celine charlotte cheryl chiara chloe christa
    christabel christiane christina christine claire clara clarissa claudia clemence colette
    concetta constance cordelia corinne cornelia cristina cynthia dagmar daniela danielle daphne
    debora deborah delia delphine denise diana diane dina dolores donna dora doreen doris
    dorothea dorothy ebba edith edna edwina effie eileen elaine eleanor elena eleonora elin
    elina elisa elisabeth elise eliza elizabeth elke ella ellen elodie elsa elspeth elvira
    emilia emilie emily emma enid erica erika esmeralda esperanza estelle ester esther ethel
    eugenia eva eve evelyn fatima federica felicity fernanda fiona flavia florence francesca
    francoise frauke freda freja freya frida friederike gabriela gabriella gail gemma genevieve
    georgia georgina geraldine gertrude ghislaine gillian gina giorgia giovanna gisela giulia
    glenda gloria glynis grace graziella greta grete guadalupe gudrun gunilla gwen gwendolyn
    gwyneth halina hanna hannah hanneke harriet hattie hazel heather heidi heike helen helena
    helene helga henrietta henriette hermione hilary hilda hildegard ida ilona ilse imani imelda
    imogen ines inge ingeborg ingrid irene irina iris irma isabel isabella isabelle isadora isla
    isobel ivana jacqueline jane janet janice janine jasmine jeanne jemima jennifer jenny
    jessica jill joan joana joanna joanne johanna josephine joyce juana judith judy julia
    juliana julie juliet julieta justine jutta kaja karen karin karina karla katarina kate
    katharina katherine kathleen kathryn kathy katie katja katrin katrina keira kerstin khadija
    kirsten kirsty klara kristin kristina lara larissa laura lauren lea leila lena leonie leonor
    leticia lidia lieke lilian lillian lily linda lisa lisbeth liz lore lorena lorenza loretta
    lorna lorraine lotte lottie louisa louise lucia luciana lucie lucy ludmila luisa luise lydia
    lynda lynne mabel madeleine maeve magda magdalena maggie maite mandy manuela mara marcela
    marcia margaret margarida margarita margaux margherita margot maria mariana marianne marie
    marieke mariella marina marion marisa marisol marit marjorie marlene marta martha martina
    martine mary mathilde matilda matilde maud maureen mavis maxine maya meera megan melanie
    melissa mercedes meryl mia michaela michelle mila mildred milena millicent millie minna
    miranda mireille miriam mirjam moira molly mona monica monika monique morag muriel myra
    myriam myrtle nadia nadine nadja nancy naomi natalia natalie nathalie nellie nelly nettie
    niamh nichola nicole nicoletta nina noelia noemi nora norma nuala odette odile olga olivia
    orla ottilie paloma pam pamela paola patricia paula paulina pauline peggy penelope petra
    philippa philomena phoebe phyllis pilar pippa polly priscilla priya rachel raquel rebecca
    regina regine renata rhoda rhona rita roberta roisin rosa rosalia rosalind rosamund rosanna
    rosario rose rosemary rosie roxanne ruth sabine sabrina sadie sally samantha sandra sanne
    sara sarah saskia selina serena sharon shauna sheena sheila shirley shona sian sibylle signe
    sigrid sigrun silke silvia simona sinead siobhan sofia solange sonia sonja sophia sophie
    stella stephanie sue susan susana susanna susanne susie suzanne suzie svenja svetlana sylvia
    sylvie tabitha tamara tania tanja tatiana teresa tessa thea theresa therese tina tove tracey
    tracy trudy ulrike ursula uta ute valentina valeria valerie vanessa vera veronica veronika
    veronique victoria viktoria viola violet virginia virginie viviana vivien vivienne waltraud
    wanda wendy wilhelmina wilma winifred xenia yasmin ylva yolanda yvette yvonne zainab zara
    zelda zoe zuzana""".split()
)
MALE = frozenset(
    """aaron abdul abdullah abel abraham achim adam adolfo adrian adriano ahmed alain alan alasdair
    albert alberto aldo alec alejandro alessandro alessio alexander alexandre alfonso alfred
    alfredo ali alistair alvaro amadeo amir anders andre andreas andres andrew andy angelo angus
    anthony antoine anton antonio antonis archie armando arnaud arnold arthur arturo august
    augusto axel baptiste barnaby barry bart bas bastian bastien ben benedict benjamin benoit
    bernard bernardo bernd bernhard bernie bertie bertrand bilal bill bjorn bob boris brad
    brendan brian bruce bruno bryan caleb callum calvin carl carlo carlos cecil cedric cesar
    charles christian christoph christophe christopher clarence claudio claus clemens clement
    clint clive colin connor conor conrad corey craig curtis cyril cyrus damian damon dan daniel
    daniele danny darren darryl dave david dean declan deepak denis dennis derek dermot desmond
    diego dieter dietrich dirk dmitri domenico dominic dominik donald dougal douglas duncan
    dwight dylan eddie edgar edmund eduardo edward edwin egon elias elliot elliott emanuele emil
    emiliano emilio emmanuel emmett enrico enrique eric erich erik ernest ernesto ernst erwin
    esteban ethan etienne euan eugen eugene ewan fabian fabien fabio fabrice fabrizio felipe
    felix ferdinand fergus fernando filippo finlay florian francesco francisco franck franco
    frank franz fred freddie frederic frederick friedrich fritz gareth gary gavin geoff geoffrey
    georg george georges geraint gerald gerard gerardo gerd gerhard gianluca gideon gianni gilbert
    giles gilles giorgio giovanni giulio giuseppe glenn gonzalo gordon graeme graham greg gregor
    gregory guido guillaume guillermo gunter gunther gustav gustavo guy hamish hamza hannes hans
    harald hari harold harry hassan hector heinrich heinz helmut hendrik henri henrik henry
    herbert herman hermann horace horst howard hubert hugh hugo humphrey hussein iain ian
    ibrahim ignacio igor isaac ismail ivan ivo ivor jack jacob jacques jaime jake jakob jamal
    james jan jared jason javier jeff jeffrey jens jeremy jeroen jerome jerry jesper jesus jim
    jimmy joachim joao joaquin joe joel joey johan johann johannes john johnny jon jonah jonas
    jonathan joost jorg jorge jose josef joseph josh joshua juan julian julien julio jurgen
    justin kai karim karl karsten keith kenneth kenny kevin kieran klaus knut konrad konstantin
    kurt kyle larry lars laurence laurent lawrence lennart leo leon leonard leonardo leopold
    leroy lester liam lionel lorenzo lothar louis luc luca lucas luciano ludovic ludwig luigi
    luis luiz lukas luke maarten magnus malcolm manfred manuel marc marcel marcelo marco marcos
    marcus mario marius mark markus martin marvin massimo mathias mathieu matt matteo matthew
    matthias maurice mauricio maurizio max maximilian mehmet melvin michael michel mick miguel
    mikael mike milan mohamed mohammed moritz morten murray mustafa myles nathan nathaniel neil
    neville niall nicholas nick nicolas niels nigel nikolai nikolaus nils noah norbert norman
    olaf oleg oliver olivier omar orlando oscar oskar osman otto owen pablo paolo pascal patrick
    patrik paul paulo pavel pedro percy pete peter phil philip philipp philippe pierre piers
    pieter pietro quentin rafael raimund rainer rajesh ralf ralph ramesh ramon raphael raul
    raymond reginald reinhard reinhold rene rhys ricardo riccardo richard rick rob robbie robert
    roberto rodney rodrigo roger roland rolf roman ron ronald rory ross roy ruben rudolf rufus
    rui rupert russell ryan salvatore samir samuel sanjay scott sean sebastian sebastien serge
    sergei sergio seth siegfried sigmund silas silvio simon sophus stan stanley stefan stefano
    stephan stephen steve steven stuart sven tariq ted terence theo theodor theodore thierry
    thomas thorsten tiago tim timothy tobias toby todd tom tomas tommaso tommy tony torsten
    travis trevor tristan udo ulf ulrich umberto uwe valentin victor vijay viktor vincent
    vincenzo vladimir volker walter wayne wendell werner wesley wilbur wilfred wilfried wilhelm
    willem william winston wolfgang xavier yann yusuf yves zachary zane""".split()
)
